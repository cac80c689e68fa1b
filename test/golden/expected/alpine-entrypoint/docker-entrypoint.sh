#!/bin/sh
# Runs in the container before the service: checks what it needs, then becomes it.
set -eu

# Refuse to start half-configured, and name every missing variable at once.
required='DATABASE_URL SESSION_KEY'
missing=''
for name in $required; do
    eval "[ -n \"\${$name:-}\" ]" || missing="$missing $name"
done
if [ -n "$missing" ]; then
    echo "docker-entrypoint.sh: not set:$missing" >&2
    exit 64
fi

# exec: the service takes this process over, so it is process 1 and gets the signals.
exec "$@"
