import type { FaultPlan } from './plan';

/** From now on `Date` shows what the plan says. Timers go on by the monotonic clock, as they do on a real machine. */
export function breakClock(world: { Date: DateConstructor }, plan: () => FaultPlan): void {
  const Real = world.Date;
  const now = (): number => Real.now() + (plan().clock?.offsetMs ?? 0);
  world.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
    get: (target, property, self) =>
      property === 'now' ? now : (Reflect.get(target, property, self) as unknown),
  });
}
