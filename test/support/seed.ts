import fc from 'fast-check';

// Generated cases are the same in every run: a test that fails today fails tomorrow. FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20261123) });
