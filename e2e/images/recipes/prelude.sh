# Read by every recipe first. /mnt is a read-only mount and never part of the image.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
# Only where the machine that builds needs an authority of its own to reach its registries.
if [ -s /mnt/ca.crt ]; then
  export NODE_EXTRA_CA_CERTS=/mnt/ca.crt APT_CONFIG=/mnt/apt.conf
fi

install_packages() {
  echo "apt: fetching package lists"
  apt-get -qq update
  echo "apt: installing $*"
  apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends "$@" >/dev/null
}

clean_packages() {
  apt-get -qq clean
  rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/log/*.log \
    /var/log/apt/* /tmp/* /root/.npm /root/.cache
}

# Every line becomes part of the image's label slipway.test-image.software.
software() { echo "software: $*"; }
