/**
 * Runs before everything else. A browser on the panel's own machine drops what it is loading when network interfaces
 * come and go (Chromium: ERR_NETWORK_CHANGED), and every deploy makes some. A page whose script was lost that way
 * would be a dead picture: it is loaded once more, at most every ten seconds. A page that has loaded is left alone:
 * somebody may be typing in it.
 */
export const reloadScript = `addEventListener("error", function (event) {
  var lost = event.target;
  if (document.readyState === "complete" || !lost) return;
  var needed = lost.tagName === "SCRIPT" || (lost.tagName === "LINK" && lost.rel === "stylesheet");
  if (!needed || !/\\/_next\\/static\\//.test(lost.src || lost.href)) return;
  try {
    var last = Number(sessionStorage.getItem("slipway.reloaded"));
    if (Date.now() - last < 10000) return;
    sessionStorage.setItem("slipway.reloaded", String(Date.now()));
  } catch (denied) {
    return;
  }
  setTimeout(function () { location.reload(); }, 300);
}, true);`;
