#!/bin/bash
# The official image makes the key that encrypts the Vault on the first start, in the volume of its own; every later
# start needs the same.
set -e
key=/etc/postgresql-custom/pgsodium_root.key
if [ ! -s "$key" ]; then
  (umask 077 && od -An -tx1 -N32 /dev/urandom | tr -d ' \n' >"$key")
  if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$key"; fi
fi
exec postgres-entrypoint.sh "$@"
