/**
 * Runs before everything else. A browser on the panel's own machine drops what it is loading when network interfaces
 * come and go (Chromium: ERR_NETWORK_CHANGED), and every deploy makes some. A page whose script was lost that way
 * would be a dead picture: it is loaded once more, at most every ten seconds.
 */
export const reloadScript = `addEventListener("error", function (event) {
  var lost = event.target;
  var address = lost && (lost.src || lost.href);
  if (!/^(SCRIPT|LINK)$/.test(lost && lost.tagName) || !/\\/_next\\/static\\//.test(address)) return;
  try {
    var last = Number(sessionStorage.getItem("slipway.reloaded"));
    if (Date.now() - last < 10000) return;
    sessionStorage.setItem("slipway.reloaded", String(Date.now()));
  } catch (denied) {
    return;
  }
  setTimeout(function () { location.reload(); }, 300);
}, true);`;
