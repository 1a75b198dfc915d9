#!/bin/bash
set -e
for extension in postgis postgis_topology fuzzystrmatch postgis_tiger_geocoder; do
  psql -v ON_ERROR_STOP=1 --no-psqlrc -q -d "$POSTGRES_DB" -c "CREATE EXTENSION IF NOT EXISTS $extension"
done
