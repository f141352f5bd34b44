# Runs a server that cannot outlive the process that started this shell.
#
# usage: sh -c "$(cat watch.sh)" watch LAST-SIGNAL ABANDONED LOG COMMAND...
#
# Prints the process id of the server, then waits for it and ends with its exit code. Every line on
# standard input names a signal for the server. Standard input ends when the process that started this
# shell is gone, in whatever way: the server then gets LAST-SIGNAL, and after its end the directory
# ABANDONED is deleted, if one is given.

# Signals meant for that process may reach its whole group; this shell is still needed then.
trap '' HUP INT TERM

last_signal=$1 abandoned=$2 log=$3
shift 3
exec 3<&0 </dev/null

# The server gets them back: some, such as a JVM, leave a signal alone that they find ignored.
(
  trap - HUP INT TERM
  exec "$@" >>"$log" 2>&1 3<&-
) &
server=$!
echo "$server"
exec >/dev/null 2>&1

(
  while read -r signal; do
    kill -"$signal" "$server"
  done
  if [ -n "$abandoned" ]; then
    : >"$abandoned/abandoned"
  fi
  kill -"$last_signal" "$server"
) <&3 &
listener=$!
exec 3<&-

wait "$server"
code=$?
kill -KILL "$listener"
if [ -n "$abandoned" ] && [ -e "$abandoned/abandoned" ]; then
  rm -rf "$abandoned"
fi
exit "$code"
