/** What the fresh leads' flow texts Ana, and what everybody hears at STOP, as the scenes show it. */

export const WELCOME =
  "us: Harbor Cycles: Hi Ana, glad you're here! Let's get you to a car-free commute. Unsure about anything? Text it to us and a person helps. Reply STOP to opt out.";
export const EASE =
  'us: Still weighing up a cargo bike? See in 3 minutes what it costs to run and how far it goes (or ask us right here): harborcycles.example/guide';
export const PUSH =
  'us: Ana, riders tell us that 20 minutes on the bike settled it for them. Pick a free test ride near you (questions? just reply): harborcycles.example/ride';
export const STOPPED =
  "us: Harbor Cycles: You're unsubscribed and won't get more texts from us. Reply START to get them again.";
