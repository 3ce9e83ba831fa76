// Remembers how the reader wants pages to look. Without it, or where nothing may be kept, each page starts anew.
(() => {
  "use strict";
  const KEY = "gongkai-display";
  const inputs = [...document.querySelectorAll(".display input")];

  const apply = () => {
    try {
      const kept = localStorage.getItem(KEY);
      if (kept !== null) inputs.forEach(input => { input.checked = kept.split(" ").includes(input.id); });
    } catch { /* Storage is blocked. */ }
  };

  const keep = () => {
    try {
      localStorage.setItem(KEY, inputs.filter(input => input.checked).map(input => input.id).join(" "));
    } catch { /* Storage is blocked or full. */ }
  };

  inputs.forEach(input => input.addEventListener("change", keep));
  // Also when the reader comes back to a page that has been left standing.
  window.addEventListener("pageshow", apply);
  apply();
})();
