#!/bin/bash
# The image's health check: web answers and, through it, the worker, without which its pages say 503. A port that speaks
# https sends plain http on to it, and says 503 just so.
# By bash's own connections: a Node started twice a minute would keep 60 MiB of its program's file in the container's
# memory, as docker stats counts it.
host=${SLIPWAY_BIND:-127.0.0.1}
port=${SLIPWAY_PORT:-9400}
case $host in
  0.0.0.0) host=127.0.0.1 ;;
  ::) host=::1 ;;
esac
exec 3<>"/dev/tcp/$host/$port" || exit 1
# Web answers to its own address, in the form in which browsers send it.
name=$host
[[ $host == *:* ]] && name="[$host]"
[[ $port == 80 ]] || name="$name:$port"
printf 'GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$name" >&3
read -r -t 5 -u 3 _ status _
echo "status ${status:-none}"
[[ $status =~ ^[23] ]]
