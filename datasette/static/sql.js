// The editor of SQL: colours, Shift+Enter to run, and the button that lays a query out.
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("#sql-format");
  const area = document.querySelector("textarea#sql-editor");
  if (!area) return;
  const editor = CodeMirror.fromTextArea(area, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
  editor.setOption("extraKeys", { "Shift-Enter": () => area.form.requestSubmit(), Tab: false });
  editor.getInputField().setAttribute("aria-label", "Текст запроса");
  cmResize(editor, { resizableWidth: false });
  button.hidden = false;
  button.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
});
