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

// A section is saved while somebody types; what was chosen as a file waits for the button.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const told = form.querySelector("[data-autosave-told]");
  if (!told || !form.querySelector("button[name=do]")) continue;
  let waiting, saving;
  const say = (words) => { told.textContent = words; };
  const save = async () => {
    const typed = new FormData(form);
    for (const field of form.querySelectorAll("input[type=file]")) typed.delete(field.name);
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed, redirect: "manual", headers: { "X-Autosave": "1" } });
      if (answer.type === "opaqueredirect") return say(told.dataset.out);
      const heard = await answer.json();
      if (answer.status === 409) return say(heard.told);
      form.elements.edition.value = heard.edition;
      say(`${heard.faults ? told.dataset.partly : told.dataset.saved} ${heard.saved_at}`);
    } catch { say(told.dataset.failed); }
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => { await saving; saving = save(); await saving; saving = null; }, 2000);
  });
  // The button waits for a save under way, so that nobody is in conflict with themselves.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!saving) return;
    event.preventDefault();
    saving.then(() => form.requestSubmit(event.submitter));
    saving = null;
  });
}

// What is still under way is looked at again, until it stands.
const lookAgain = () => {
  const link = document.querySelector("[data-again]");
  if (!link) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(link.href);
      // Another page, or a file that is ready to be kept.
      if (answer.redirected || !answer.headers.get("Content-Type").includes("html")) {
        for (const each of document.querySelectorAll("[data-waiting]")) each.hidden = true;
        for (const each of document.querySelectorAll("[data-ready]")) each.hidden = false;
        return location.reload();
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
    } catch { /* The server may be reached the next time. */ }
    lookAgain();
  }, Number(link.dataset.again));
};
lookAgain();
