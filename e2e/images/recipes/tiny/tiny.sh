#!/bin/sh
# One program for all that tests ask of a service. Ends at once on TERM, as a well-behaved one does.
#   tiny idle           waits
#   tiny serve          HTTP on $PORT (8080): /health answers 200 after $READY_AFTER seconds, or 404 while /tmp/sick is there
#   tiny once [CODE]    says what it does, takes $TAKES seconds (0), ends with CODE (0)
#   tiny lines N        writes N lines, then waits
#   tiny deaf           waits and ignores TERM
#   tiny COMMAND...     anything else is run as it is
trap 'exit 0' TERM INT

wait_forever() {
  while :; do
    sleep 2147483 &
    wait $!
  done
}

case "${1:-idle}" in
  idle) wait_forever ;;
  deaf)
    trap '' TERM
    wait_forever
    ;;
  serve)
    port=${PORT:-8080}
    # A service that cannot write at its start ends, and is started again by the engine.
    { mkdir -p /tmp/www && echo "tiny" >/tmp/www/index.html && httpd -p "$port" -h /tmp/www; } || exit 1
    echo "listening on $port"
    sleep "${READY_AFTER:-0}" &
    wait $!
    while :; do
      if [ -e /tmp/sick ]; then rm -f /tmp/www/health; else echo ok >/tmp/www/health; fi
      sleep 1 &
      wait $!
    done
    ;;
  once)
    echo "one-shot: takes ${TAKES:-0} s"
    sleep "${TAKES:-0}" &
    wait $!
    echo "one-shot: ends with ${2:-0}"
    exit "${2:-0}"
    ;;
  lines)
    seq 1 "${2:-1000}" | sed 's/^/line /'
    wait_forever
    ;;
  *) exec "$@" ;;
esac
