import { t } from '../../shell/words.ts';
import { lines, revert } from '../draft/draft.ts';
import { type EditLine, fieldOf, KINDS } from '../draft/edits.ts';
import { fieldText, rowName, valueText } from './line-words.ts';

/** Every row that is not as in force, by kind; each can be taken back by itself. */
export function ChangeList() {
  return (
    <div class="stack">
      {KINDS.map((kind) => {
        const own = lines.value.filter((line) => line.kind === kind);
        if (own.length === 0) return null;
        return (
          <section key={kind} class="stack-tight" aria-labelledby={`changes-${kind}`}>
            <h3 id={`changes-${kind}`}>
              {t(`admin.${kind}`)} <span class="faint number">{own.length}</span>
            </h3>
            <ul class="changes">
              {own.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Line({ line }: { line: EditLine }) {
  const { kind, id, what, was, is, fields } = line;
  const name = rowName(kind, id, is ?? was);
  return (
    <li>
      <span class={`tag edit-${what}`}>{t(`admin.what.${what}`)}</span>
      <div class="grow">
        <a href={`#/${kind}/${id}`}>{name}</a> <span class="mono faint">{id}</span>
        {fields.map((field) => (
          <p key={field} class="small">
            {fieldText(field)}
            <Values field={field} was={fieldOf(was, field)} is={fieldOf(is, field)} />
          </p>
        ))}
      </div>
      <button
        type="button"
        class="compact"
        aria-label={t('admin.revert.row', { name })}
        onClick={() => revert(kind, id)}
      >
        {t('admin.revert')}
      </button>
    </li>
  );
}

function Values({ field, was, is }: { field: string; was: unknown; is: unknown }) {
  const [before, after] = [valueText(field, was), valueText(field, is)];
  if (before === undefined || after === undefined) return null;
  return (
    <span class="faint">
      {' '}
      <del>{before}</del> → <ins>{after}</ins>
    </span>
  );
}
