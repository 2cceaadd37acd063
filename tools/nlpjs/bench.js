// nlp.js as a baseline of `kreislotse bench nlu`: node bench.js train|serve FOLDER
// The files in FOLDER are described in bot/bench/child.py.
'use strict';

const fs = require('fs');
const path = require('path');
const { containerBootstrap } = require('@nlpjs/core');
const { LangDe } = require('@nlpjs/lang-de');
const { Nlp } = require('@nlpjs/nlp');

const [step, folder] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);

async function german() {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangDe);
  const nlp = container.get('nlp');
  nlp.settings.autoSave = false;
  nlp.addLanguage('de');
  return nlp;
}

async function train() {
  const nlp = await german();
  for (const { label, text } of JSON.parse(read('train.json'))) nlp.addDocument('de', text, label);
  await nlp.train();
  write('model.nlp', nlp.export());
}

// Like the other contestants it has to choose: where it would answer "None", its best label counts.
async function label(nlp, text) {
  const { classifications } = await nlp.process('de', text);
  const best = classifications.find(({ intent }) => intent !== 'None');
  return best ? best.intent : '';
}

async function serve() {
  const nlp = await german();
  nlp.import(read('model.nlp'));
  const texts = JSON.parse(read('test.json'));
  await label(nlp, texts[0]); // not counted: services are warmed up
  const labels = [];
  const milliseconds = [];
  for (const text of texts) {
    const started = performance.now();
    labels.push(await label(nlp, text));
    milliseconds.push(performance.now() - started);
  }
  write('answers.json', JSON.stringify({ labels, milliseconds }));
}

({ train, serve })[step]();
