/** Runs `act` at once, and however often it is asked for in the meantime, once more after `ms`. */
export function throttled(ms: number, act: () => void): () => void {
  let resting = false;
  let asked = false;
  const run = (): void => {
    if (resting) {
      asked = true;
      return;
    }
    resting = true;
    setTimeout(() => {
      resting = false;
      if (asked) {
        asked = false;
        run();
      }
    }, ms);
    act();
  };
  return run;
}
