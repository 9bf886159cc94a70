"use strict";
// What hangs on a wall renews itself every five minutes; a reader may hold it still by its link.
setTimeout(function () { window.location.reload(); }, 300000);
