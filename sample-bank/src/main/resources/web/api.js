// The API of the bank. What goes wrong is thrown as a Problem.

/** A problem document of RFC 9457, or what comes nearest. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.errors = document.errors ?? [];
  }
}

async function answered(response) {
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  const body = isJson ? await response.json() : {};
  if (!response.ok) {
    throw new Problem(response.status, body);
  }
  return body;
}

async function asked(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, { detail: 'The bank does not answer. Try again in a moment.' });
  }
  return answered(response);
}

/** Reads; parameters that are undefined are left out. */
export function get(path, parameters = {}, signal = undefined) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given).toString();
  return asked(query === '' ? path : `${path}?${query}`, { signal });
}

/** Sends a command. Under the same key it is carried out once, however often it is sent. */
export function post(path, body, key) {
  return asked(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
}

/** A random UUID. The browser's own is not there on pages that come over plain HTTP from elsewhere. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
