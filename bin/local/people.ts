import type { Persona } from '../../local/issuer.ts';
import { personas, sampleDocuments } from '../../sample/directory.ts';

const ROLES = {
  officer: { zh: '网格员', en: 'Grid officer' },
  clerk: { zh: '经办人', en: 'Clerk' },
  leader: { zh: '负责人', en: 'Leader' },
  administrator: { zh: '管理员', en: 'Administrator' },
};

/** The personas of the sample, each with role and unit in the words of people. */
export function people(): Persona[] {
  const units = new Map(sampleDocuments().units.map((unit) => [unit.id, unit]));
  return personas().map((persona) => {
    const unit = units.get(persona.unit);
    const { zh, en } = ROLES[persona.role];
    return {
      ...persona,
      about: [
        { lang: 'zh-Hans', text: `${unit?.name ?? persona.unit} · ${zh}` },
        { lang: 'en', text: `${en}, ${unit?.nameEn ?? unit?.name ?? persona.unit}` },
      ],
    };
  });
}
