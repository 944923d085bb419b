// For every surface: starts worth trying, and three learning rates to compare.

export const PRESETS = {
  elliptic: { starts: [[4, 3], [-4, 0.5], [0, 3]], rates: [0.01, 0.15, 0.34], rate: 0.05 },
  round: { starts: [[4, 3], [-3, 1], [0.5, -3]], rates: [0.02, 0.3, 1.05], rate: 0.1 },
  rosenbrock: { starts: [[-1, 2], [-2, 0], [0.5, 2.5]], rates: [0.0003, 0.0015, 0.003], rate: 0.001 },
  saddle: { starts: [[4, 0.1], [4, 0], [3, -2]], rates: [0.02, 0.1, 0.5], rate: 0.1 },
  valleys: { starts: [[1.6, 1.2], [-1.6, 1.2], [0.08, 1.2]], rates: [0.01, 0.1, 0.3], rate: 0.05 },
};

/** The presets of a function that came from the notebook: the start is in its window. */
export function presetsFor({ start }) {
  return { starts: [start], rates: [0.01, 0.1, 0.5], rate: 0.1 };
}
