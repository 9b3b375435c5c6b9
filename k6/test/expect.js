// The least that a test needs: sentences, and a comparison by content.

const failures = [];
let count = 0;

/** Runs one test now; its failure is kept until `report`. */
export function it(sentence, body) {
  count++;
  try {
    body();
  } catch (failure) {
    failures.push(`${sentence}: ${failure.message}`);
  }
}

export function equal(actual, expected) {
  const [is, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== wanted) throw new Error(`${is} instead of ${wanted}`);
}

export function fails(body, type) {
  try {
    body();
  } catch (failure) {
    if (failure instanceof type) return;
    throw failure;
  }
  throw new Error(`no ${type.name}`);
}

/** Fails the run when a test has failed. */
export function report() {
  if (failures.length > 0) throw new Error(`${failures.length} of ${count} failed\n${failures.join('\n')}`);
  console.log(`${count} tests passed`);
}
