// The pictures in this page: each is as high as it says, and light or dark as the page is.

const pictures = () => [...document.querySelectorAll("iframe.picture")];

function scheme() {
  const chosen = document.body.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function tell(picture) {
  picture.contentWindow.postMessage({ scheme: scheme() }, "*");
}

window.addEventListener("message", ({ data, source }) => {
  const picture = pictures().find((one) => one.contentWindow === source);
  if (!picture || !(data?.height > 0)) return;
  picture.style.height = `${data.height + 2}px` /* its border */;
  tell(picture);
});

document.addEventListener("DOMContentLoaded", () => {
  const tellAll = () => pictures().forEach(tell);
  pictures().forEach((picture) => picture.addEventListener("load", () => tell(picture)));
  new MutationObserver(tellAll).observe(document.body, { attributeFilter: ["data-theme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellAll);
});
