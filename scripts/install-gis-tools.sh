#!/bin/sh
# Install the clients that the GIS door is tested with: ogrinfo and ogr2ogr, and QGIS without its windows.
set -eu
test "$(id -u)" -eq 0 || exec sudo -- "$0" "$@"
apt-get update -qq
exec apt-get install --yes --no-install-recommends gdal-bin python3-qgis
