#!/bin/sh
set -e
# An option or a configuration file alone means the server.
case "${1:-}" in
  -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "$1" = redis-server ]; then
  if [ "$(id -u)" = 0 ]; then
    find . \! -user redis -exec chown redis:redis {} +
    exec setpriv --reuid=redis --regid=redis --clear-groups "$0" "$@"
  fi
  umask 077
  # Outside of a container protected mode guards an open port; in one, the published ports decide. It stands before
  # the caller's options, of which a later one wins, and after a configuration file, which must come first.
  case "${2:-}" in
    -v | --version | -h | --help) ;;
    *.conf)
      config=$2
      shift 2
      set -- redis-server "$config" --protected-mode no "$@"
      ;;
    *)
      shift
      set -- redis-server --protected-mode no "$@"
      ;;
  esac
fi
exec "$@"
