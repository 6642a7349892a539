// Comfort only: every page works without this file.
"use strict";
document.documentElement.classList.add("js");

// "/" goes to the search box, as long as nobody is typing.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("input[type=search]");
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || !box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// A file larger than the page takes is named before it is sent.
for (const field of document.querySelectorAll("input[type=file][data-most-bytes]")) {
  const told = document.getElementById(field.getAttribute("data-told-in"));
  field.addEventListener("change", () => {
    const file = field.files[0];
    const tooLarge = file && file.size > Number(field.dataset.mostBytes);
    field.setCustomValidity(tooLarge ? field.dataset.tooLarge : "");
    if (told) told.textContent = tooLarge ? field.dataset.tooLarge : "";
  });
}

const faults = document.getElementById("faults");
if (faults) faults.focus();
