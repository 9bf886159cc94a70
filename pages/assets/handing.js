"use strict";
// Of what is asked about dockings only what concerns the one that was chosen; of the receivers only those it
// allows. What is hidden is not sent.
(function () {
  var docking = document.getElementById("f-docking"), to = document.getElementById("f-to");
  var each = Array.prototype.slice.call(document.querySelectorAll("details[data-docking]"));
  if (!docking || !to || !each.length) { return; }
  function narrow() {
    var allowed = null;
    each.forEach(function (one) {
      var is_it = one.dataset.docking === docking.value;
      one.hidden = !is_it;
      one.open = is_it;
      one.querySelectorAll("input").forEach(function (box) { box.disabled = !is_it; });
      if (is_it) { allowed = one.dataset.receivers.split(" "); }
    });
    Array.prototype.forEach.call(to.options, function (option) {
      var fits = !option.value || !allowed || allowed.indexOf(option.value) >= 0;
      option.hidden = option.disabled = !fits;
      if (!fits && option.selected) { to.value = ""; }
    });
    if (allowed && allowed.length === 1) { to.value = allowed[0]; }
  }
  docking.addEventListener("change", narrow);
  window.addEventListener("pageshow", narrow);
  narrow();
})();
