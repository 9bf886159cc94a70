"use strict";
// Everything works without this. With it, what is written is kept at every pause, and what stands beside the form
// comes by itself; neither moves what somebody is writing in.
(function () {
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  var form = document.getElementById("registration");
  if (!form) { return; }
  var path = form.dataset.counter, kept = document.getElementById("kept"), beside = document.getElementById("beside");
  var timers = {}, latest = {}, isSent = false;
  function after(what, pause, then) { clearTimeout(timers[what]); timers[what] = setTimeout(then, pause); }
  function ask(what, more, place, isClicked) {
    var number = latest[what] = (latest[what] || 0) + 1, said = new URLSearchParams(new FormData(form));
    more.forEach(function (each) { said.append(each[0], each[1]); });
    fetch(path + "/" + what, { method: "POST", body: said }).then(function (answer) {
      var isPage = !answer.redirected && (answer.ok || what === "draft");
      return isPage ? answer.text() : null;
    }).then(function (html) {
      if (html === null || isSent || number !== latest[what]) { return; }
      if (place.contains(document.activeElement) && !isClicked) { return; }
      var link = place.querySelector("input[name=link]:checked");
      place.innerHTML = html;
      var again = link && place.querySelector('input[name=link][value="' + link.value + '"]');
      if (again) { again.checked = true; }
      if (isClicked) { place.focus(); }
    }).catch(function () {});
  }
  form.addEventListener("submit", function () { isSent = true; });
  window.addEventListener("pageshow", function () { isSent = false; });
  form.addEventListener("input", function (event) {
    after("draft", 3000, function () { if (!isSent) { ask("draft", [], kept); } });
    var tells = /(^|\.)(title|body|name|village|township)$/.test(event.target.name || "");
    var title = form.querySelector('[name$="title"]');
    if (tells && title && title.value.trim()) {
      after("beside", 1500, function () { if (!isSent) { ask("beside", [["looked", "yes"]], beside); } });
    }
  });
  beside.addEventListener("click", function (event) {
    var button = event.target.closest("button[name]");
    if (!button) { return; }
    event.preventDefault();
    ask("beside", [[button.name, button.value]], beside, true);
  });
})();
