// Runs before the first paint: marks that script is there and whether a question came along (then the list of all
// articles does not flash by), and brings back the colour scheme the reader chose.
(function (root) {
  root.classList.add("js");
  if (/[?&]q=[^&]/.test(location.search)) root.classList.add("asked");
  try {
    var scheme = localStorage.getItem("deskbook-scheme");
    if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme;
  } catch (_) {
    // Storage may be forbidden; the system's scheme holds.
  }
})(document.documentElement);
