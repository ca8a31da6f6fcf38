import type { Browser } from 'playwright-core';
import * as z from 'zod/mini';

/** Draws a pavement with a hole in it, at noon and at dusk: photos that nobody took. */
const DRAW = `(() => ['#bcd3dd', '#8f9db5'].map((sky, dusk) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
  const paper = canvas.getContext('2d');
  let turn = 7;
  const chance = () => (turn = (turn * 16807) % 2147483647) / 2147483647;
  const fill = (colour, draw) => { paper.fillStyle = colour; paper.beginPath(); draw(); paper.fill(); };
  fill(sky, () => paper.rect(0, 0, 800, 220));
  for (let x = -20; x < 800; x += 110) fill(dusk ? '#5d6470' : '#a7a093', () => paper.rect(x, 60 + chance() * 70, 90, 200));
  fill(dusk ? '#4b5048' : '#7d8a6c', () => paper.rect(0, 205, 800, 40));
  fill(dusk ? '#6c6a66' : '#b3aea4', () => paper.rect(0, 240, 800, 360));
  paper.strokeStyle = dusk ? '#59575390' : '#96918890';
  paper.lineWidth = 3;
  for (let y = 250, gap = 14; y < 600; y += gap, gap *= 1.25) { paper.beginPath(); paper.moveTo(0, y); paper.lineTo(800, y); paper.stroke(); }
  for (let x = -1200; x < 2000; x += 130) { paper.beginPath(); paper.moveTo(400 + (x - 400) * 0.3, 240); paper.lineTo(x, 600); paper.stroke(); }
  const blob = (colour, size) => fill(colour, () => {
    for (let step = 0; step < 28; step++) {
      const angle = (step / 28) * 6.283, reach = size * (0.86 + chance() * 0.28);
      paper.lineTo(410 + Math.cos(angle) * 190 * reach, 420 + Math.sin(angle) * 78 * reach);
    }
  });
  blob(dusk ? '#3b3834' : '#6f665a', 1.08); blob('#2d2823', 0.92); blob('#1d1a17', 0.7);
  fill(dusk ? '#3d5562' : '#5b7f92', () => paper.ellipse(440, 440, 80, 20, 0, 0, 7));
  for (const x of [150, 250, 600, 690]) {
    fill('#d9531e', () => { paper.moveTo(x, 330); paper.lineTo(x + 34, 470); paper.lineTo(x - 34, 470); });
    fill('#f4efe6', () => { paper.moveTo(x - 12, 380); paper.lineTo(x + 12, 380); paper.lineTo(x + 20, 412); paper.lineTo(x - 20, 412); });
  }
  return canvas.toDataURL('image/jpeg', 0.85).split(',')[1];
}))()`;

/** Two photographs, drawn by the browser: the same each time. */
export async function drawPhotos(browser: Browser): Promise<Buffer[]> {
  const page = await browser.newPage();
  const drawn = z.parse(z.array(z.string()), await page.evaluate(DRAW));
  await page.close();
  return drawn.map((text) => Buffer.from(text, 'base64'));
}
