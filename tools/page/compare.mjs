// node compare.mjs MODULE COMMAND PROGRAMME...: the measures of every programme, in the base case and in each scenario, from
// the engine as WebAssembly and from the command. They must be the same to the last bit: both write the shortest text of a
// double, and what that text reads back to is compared.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , modulePath, command, ...folders] = process.argv;
const plant = process.env.TRANCHE_PLANT === '1'; // moves a figure by its last bit, to show that it is noticed

// The loader would ask newer versions of node to fetch the module from the network, which takes no path of a file.
const wasmBinary = readFileSync(modulePath.replace(/\.js$/, '.wasm'));
const engine = await createRequire(import.meta.url)(modulePath)({ wasmBinary });
const appraise = (text) => JSON.parse(engine.ccall('tranche_appraise', 'string', ['string'], [text]));

// The next double above a number.
function lastBitMoved(value) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    view.setBigInt64(0, view.getBigInt64(0) + 1n);
    return view.getFloat64(0);
}

let figures = 0;
let cases = 0;
let differences = 0;
for (const folder of folders) {
    const file = join(folder, 'programme.yaml');
    const answer = appraise(readFileSync(file, 'utf8'));
    if (!answer.cases) {
        console.log(`${file}: ${answer.failed ?? answer.diagnostics.join('\n')}`);
        differences += 1;
        continue;
    }
    for (const { id, measures } of answer.cases) {
        const words = ['appraise', file, '--scenario', id, '--format', 'json', '--quiet'];
        const native = JSON.parse(execFileSync(command, words, { encoding: 'utf8' })).measures;
        cases += 1;
        for (const [key, value] of Object.entries(native)) {
            const ours = plant && figures === 100 && typeof measures[key] === 'number' ? lastBitMoved(measures[key]) : measures[key];
            figures += 1;
            if (!Object.is(ours, value)) {
                console.log(`${file}, ${id}, ${key}: ${ours} here and ${value} from the command`);
                differences += 1;
            }
        }
        if (Object.keys(measures).length !== Object.keys(native).length) {
            console.log(`${file}, ${id}: other measures than the command's`);
            differences += 1;
        }
    }
}
console.log(`${folders.length} programmes, ${cases} cases, ${figures} figures compared, ${differences} differ`);
process.exit(differences === 0 && figures > 0 ? 0 : 1);
