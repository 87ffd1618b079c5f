// What Datasette's table.js asks of the page.
window.DATASETTE_ALLOW_FACET = document.currentScript.dataset.allowFacet === "true";
