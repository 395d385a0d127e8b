// Before anything is drawn: whoever works discreetly, or had hidden the visit, sees no name and no logo.
try {
  if (localStorage.getItem("vitrine.hidden") || localStorage.getItem("vitrine.discreet")) {
    document.documentElement.setAttribute("data-veil", "");
    document.title = "Lista";
  }
} catch {
  // Private windows remember nothing.
}
