/** A picture that was taken: `console-case.zh-Hans.dark.phone.png`. */
export interface Picture {
  room: string;
  state: string;
  language: string;
  theme: string;
  size: string;
  file: string;
}

/** One page with all pictures, those of a state beside each other. */
export function gallery(pictures: readonly Picture[]): string {
  const states = Map.groupBy(pictures, ({ room, state }) => `${room} ${state}`);
  const sections = [...states].map(
    ([name, own]) => `<h2 id="${name}">${name}</h2>\n<div>${own.map(figure).join('')}</div>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gridlight: pictures</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; background: #888; color: #000; }
  div { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
  figure { margin: 0; } img { height: 32rem; object-fit: contain; object-position: top; background: #fff; }
</style>
<h1>Pictures</h1>
<p>${[...states.keys()].map((name) => `<a href="#${name}">${name}</a>`).join(' · ')}</p>
${sections.join('\n')}
`;
}

const figure = ({ language, theme, size, file }: Picture): string =>
  `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${language}, ${theme}, ${size}</figcaption></figure>`;
