import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { editorTheme } from "@/components/functions/editor-theme";
import { lineSeparatorOf } from "@/lib/functions/line-separator";

export type EditorOptions = {
  readonly parent: HTMLElement;
  readonly path: string;
  readonly text: string;
  /** The accessible name. */
  readonly label: string;
  /** Id of the words on how to leave it by keyboard. */
  readonly describedBy: string;
  readonly readOnly: boolean;
  /** Of the page's policy, for the styles that the editor writes. */
  readonly nonce: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
};

/** Loaded by the one page that edits; nothing else in the panel imports the editor. @returns what takes it away */
export function openEditor(options: EditorOptions): () => void {
  const { parent, path, text, label, describedBy, readOnly, nonce, onChange, onSave } = options;
  const save = () => {
    onSave();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
        EditorState.lineSeparator.of(lineSeparatorOf(text)),
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-describedby": describedBy,
          // Editable text has the focus anyway; checks of accessibility look for the attribute.
          tabindex: "0",
          ...(readOnly && { "aria-readonly": "true" }),
        }),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        // Escape, then Tab, goes on to what comes after the editor: the view's own, and said beside it.
        keymap.of([
          { key: "Mod-s", run: save, preventDefault: true },
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          ...(readOnly ? [] : [indentWithTab]),
        ]),
        languageOf(path),
        editorTheme,
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) onChange(state.sliceDoc());
        }),
      ],
    }),
  });
  return () => view.destroy();
}

function languageOf(path: string): Extension {
  const ending = /\.([cm]?[jt]sx?|json)$/.exec(path)?.[1];
  if (ending === undefined) return [];
  return javascript({ typescript: /ts/.test(ending), jsx: ending.endsWith("x") });
}
