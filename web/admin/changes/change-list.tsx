import { t } from '../../shell/words.ts';
import { lines, revert } from '../draft/draft.ts';
import { type EditLine, fieldOf, KINDS } from '../draft/edits.ts';
import { detailsOf } from './details.ts';
import { rowName } from './line-words.ts';

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
        {fields
          .flatMap((field) => detailsOf(field, fieldOf(was, field), fieldOf(is, field)))
          .map((detail) => (
            <p key={detail.path} class="small">
              {detail.path} <del class="faint">{detail.was}</del> → <ins>{detail.is}</ins>
            </p>
          ))}
      </div>
      <button type="button" class="compact" onClick={() => revert(kind, id)}>
        {t('admin.revert')}
        <span class="visually-hidden"> {name}</span>
      </button>
    </li>
  );
}
