// The app's addresses stand after the "#": one page serves them all. Nothing here runs by itself.

const full = (route) => `${location.pathname}#${route}`;

export const route = () => location.hash.slice(1) || "/";

export const prefix = () => full("");

export const push = (route) => history.pushState(null, "", full(route));

export const replace = (route) => history.replaceState(null, "", full(route));

export const back = () => history.back();

export const forward = () => history.forward();

export function leave(url) {
  location.href = url;
}

export function onChange(changed) {
  addEventListener("popstate", () => changed());
}
