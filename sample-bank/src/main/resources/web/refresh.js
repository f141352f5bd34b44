// Shows again what has changed: not more often than anybody can see, one after the other, and until it
// has worked.

const CALM = 150;
const RETRY = 2000;

/**
 * @param show shows what there is; resolves to false if that was not possible now
 * @returns `soon()` for when something has changed, `now()` for when somebody waits
 */
export function refreshing(show) {
  let timer = 0;
  let isShowing = false;
  let again = false;

  async function run() {
    timer = 0;
    isShowing = true;
    again = false;
    const worked = await show();
    isShowing = false;
    if (!worked) {
      within(RETRY);
    } else if (again) {
      within(CALM);
    }
  }

  function within(milliseconds) {
    again = true;
    if (!isShowing && timer === 0) {
      timer = setTimeout(run, milliseconds);
    }
  }

  return {
    soon: () => within(CALM),
    now: () => {
      clearTimeout(timer);
      timer = 0;
      within(0);
    },
  };
}
