#!/bin/sh
# Installs what the register needs from the distribution's packages, and only what is missing.
#   scripts/install-system.sh [--load-tools] [--browser]
# Needs Debian or Ubuntu. An existing PostgreSQL server and its settings are left alone.
set -eu

oldest_postgresql=15
checkout=$(cd "$(dirname "$0")/.." && pwd)
cluster_settings=/etc/postgresql-common/createcluster.conf
load_tools=no
browser=no

fail() {
    echo "install-system: $1" >&2
    exit 1
}

say() {
    echo "install-system: $1" >&2
}

# True where one of the folders holds PostgreSQL, new enough and with PostGIS.
has_postgis() {
    for folder in "$@"; do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_config" ] || continue
        version=$("$folder/pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
        share=$("$folder/pg_config" --sharedir)
        if [ "$version" -ge "$oldest_postgresql" ] && [ -e "$share/extension/postgis.control" ]; then
            return 0
        fi
    done
    return 1
}

database_is_here() {
    on_path=$(command -v initdb || true)
    if [ -n "$on_path" ]; then
        on_path=$(dirname "$(readlink -f "$on_path")")
    fi
    has_postgis "$on_path" /usr/lib/postgresql/*/bin "$checkout/.register/postgresql/bin"
}

server_is_here() {
    for server in /usr/lib/postgresql/*/bin/postgres; do
        [ -x "$server" ] && return 0
    done
    return 1
}

# The PostGIS package for a PostgreSQL that is installed, else for the newest that the distribution has.
postgis_package() {
    offered=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-[0-9]+$' | cut -d' ' -f1 | sort -t- -k2,2nr -k4,4nr)
    newest=
    for package in $offered; do
        version=$(echo "$package" | cut -d- -f2)
        [ "$version" -ge "$oldest_postgresql" ] || continue
        newest=${newest:-$package}
        if [ -x "/usr/lib/postgresql/$version/bin/postgres" ]; then
            echo "$package"
            return
        fi
    done
    echo "$newest"
}

python_packages() {
    if command -v python3 >/dev/null && python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python3 -c 'import sys; print("python3-venv" if sys.executable == "/usr/bin/python3" else "python3.%d-venv" % sys.version_info[1])'
        return
    fi
    for version in 3.13 3.12 3.11; do
        if [ -n "$(apt-cache search --names-only "^python$version-venv\$")" ]; then
            echo "python$version python$version-venv"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# PostgreSQL's package would otherwise make and start a server of its own.
prevent_a_server() {
    server_is_here && return
    say "setting create_main_cluster = false, so that no PostgreSQL server starts by itself"
    as_root mkdir -p "$(dirname "$cluster_settings")"
    # shellcheck disable=SC2016 # the inner shell expands it
    as_root sh -c 'touch "$1" && sed -i "/^ *create_main_cluster/d" "$1" && echo "create_main_cluster = false" >> "$1"' \
        sh "$cluster_settings"
}

# Runs apt with its lists, cache and locks below $home.
with_private_state() {
    tool=$1
    shift
    "$tool" -o Dir::State="$home/state" -o Dir::Cache="$home/cache" -o Dir::State::status=/var/lib/dpkg/status \
        -o Debug::NoLocking=1 "$@"
}

# Fetches the packages with a private apt state and unpacks them into the checkout, with wrappers that find the libraries.
unpack_without_root() {
    home=$checkout/.register/postgresql
    rm -rf "$home"
    mkdir -p "$home/state/lists/partial" "$home/cache/archives/partial" "$home/root" "$home/bin"
    say "no root and no sudo: unpacking PostgreSQL with PostGIS into $home (about 150 MB to fetch)"
    with_private_state apt-get -qq update
    package=$(with_private_state apt-cache search --names-only '^postgresql-[0-9]+-postgis-[0-9]+$' | cut -d' ' -f1 | sort -t- -k2,2nr | head -n 1)
    [ -n "$package" ] || fail "the package lists have no PostGIS: is there a network?"
    with_private_state apt-get -qq --yes --no-install-recommends --download-only install "$package" >/dev/null
    for archive in "$home"/cache/archives/*.deb; do
        dpkg -x "$archive" "$home/root"
    done
    rm -rf "$home/state" "$home/cache"
    version=$(echo "$package" | cut -d- -f2)
    extensions=$home/root/usr/share/postgresql/$version/extension
    [ -e "$extensions/postgis.control" ] || ln -sf postgis-3.control "$extensions/postgis.control"
    libraries=$(find "$home/root" -name '*.so*' -printf '%h\n' | grep -v /postgresql/ | sort -u | tr '\n' ':')
    for tool in initdb pg_ctl postgres pg_config; do
        {
            echo '#!/bin/sh'
            echo "export LD_LIBRARY_PATH='$libraries'"
            [ ! -d "$home/root/usr/share/proj" ] || echo "export PROJ_LIB='$home/root/usr/share/proj'"
            [ ! -d "$home/root/usr/share/gdal" ] || echo "export GDAL_DATA='$home/root/usr/share/gdal'"
            echo "exec '$home/root/usr/lib/postgresql/$version/bin/$tool' \"\$@\""
        } > "$home/bin/$tool"
        chmod +x "$home/bin/$tool"
    done
    has_postgis "$home/bin" || fail "the unpacked PostgreSQL does not run: install postgresql-postgis as an administrator"
}

for option in "$@"; do
    case $option in
        --load-tools) load_tools=yes ;;
        --browser) browser=yes ;;
        *) fail "unknown option $option: use --load-tools or --browser" ;;
    esac
done

need_python=no
need_database=no
tools=
[ -n "$("$checkout/scripts/find-python.sh")" ] || need_python=yes
database_is_here || need_database=yes
if [ "$load_tools" = yes ] && ! command -v wrk >/dev/null; then
    tools="$tools wrk"
fi
if [ "$browser" = yes ] && ! command -v chromium >/dev/null; then
    tools="$tools chromium"
fi
[ "$need_python$need_database$tools" = nono ] && exit 0

command -v apt-get >/dev/null || fail "this is not Debian or Ubuntu: install Python 3.11, PostgreSQL $oldest_postgresql and PostGIS by hand"
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    [ "$need_python$tools" = no ] || fail "neither root nor sudo: ask an administrator for python3-venv$tools"
    unpack_without_root
    exit 0
fi

say "reading the package lists"
as_root apt-get -qq update
packages=$tools
if [ "$need_python" = yes ]; then
    python=$(python_packages)
    [ -n "$python" ] || fail "the package lists have no Python 3.11 or newer: is there a network?"
    packages="$packages $python"
fi
if [ "$need_database" = yes ]; then
    postgis=$(postgis_package)
    [ -n "$postgis" ] || fail "the package lists have no PostGIS for PostgreSQL $oldest_postgresql or newer: is there a network? If there is, add the PGDG packages of postgresql.org"
    packages="$packages $postgis"
    prevent_a_server
fi
say "installing$packages"
# shellcheck disable=SC2086 # each package is a word of its own
as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -qq --yes --no-install-recommends \
    -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 install $packages </dev/null >&2
[ -n "$("$checkout/scripts/find-python.sh")" ] || fail "Python 3.11 or newer with venv is still missing"
database_is_here || fail "PostgreSQL with PostGIS is still missing"
