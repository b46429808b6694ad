/* Triangle and line arithmetic without a page: the same reference file checks this and the Python. */
const HEIGHT = Math.sqrt(3) / 2;
const CORNERS = [[0.5, HEIGHT], [0, 0], [1, 0]];
export const MIDDLE = [1 / 3, 1 / 3, 1 / 3];

/* Weights (top, left, right) to a point in the triangle with side 1, left corner in the origin, y upward. */
export function weightsToPoint(weights) {
  return [0, 1].map((axis) => weights.reduce((sum, weight, corner) => sum + weight * CORNERS[corner][axis], 0));
}

/* A point to weights; a point outside comes to the nearest point of the triangle first. */
export function pointToWeights(x, y) {
  const [px, py] = nearestInside(x, y);
  const top = clamp(py / HEIGHT);
  const right = clamp(px - top / 2);
  return balanced([top, Math.max(0, 1 - top - right), right]);
}

export function nearestInside(x, y) {
  const top = y / HEIGHT;
  const right = x - top / 2;
  if (top >= 0 && right >= 0 && top + right <= 1) return [x, y];
  const edges = [[0, 1], [1, 2], [2, 0]].map(([from, to]) => nearestOnEdge(x, y, CORNERS[from], CORNERS[to]));
  return edges.reduce((best, point) => (distance(point, [x, y]) < distance(best, [x, y]) ? point : best));
}

function nearestOnEdge(x, y, [ax, ay], [bx, by]) {
  const along = clamp(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2));
  return [ax + along * (bx - ax), ay + along * (by - ay)];
}

function distance([ax, ay], [bx, by]) {
  return Math.hypot(ax - bx, ay - by);
}

export function clamp(value) {
  return Math.min(1, Math.max(0, value));
}

function balanced(weights) {
  const sum = weights[0] + weights[1] + weights[2];
  return weights.map((weight) => weight / sum);
}

/* For each corner the share that the next corner, counting round, has among the other two. */
export const EVEN_RATIOS = [0.5, 0.5, 0.5];

export function remember(weights, ratios) {
  return ratios.map((before, corner) => {
    const following = weights[(corner + 1) % 3];
    const rest = following + weights[(corner + 2) % 3];
    return rest > 1e-9 ? following / rest : before;
  });
}

/* Move along the line through one corner: the other two keep their ratio, or get the remembered one back. */
export function setWeight(weights, corner, value, remembered = EVEN_RATIOS) {
  const ratios = weights ? remember(weights, remembered) : remembered;
  const changed = [0, 0, 0];
  changed[corner] = clamp(value);
  changed[(corner + 1) % 3] = (1 - changed[corner]) * ratios[corner];
  changed[(corner + 2) % 3] = (1 - changed[corner]) * (1 - ratios[corner]);
  return [changed, remember(changed, ratios)];
}

/* Whole numbers for showing: largest remainders, so that they sum to 100. */
export function shares(weights) {
  const exact = weights.map((weight) => weight * 100);
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  const left = 100 - whole.reduce((sum, value) => sum + value, 0);
  const order = exact.map((value, at) => [Math.round((value - whole[at]) * 1e9), at]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  order.slice(0, left).forEach(([, at]) => { whole[at] += 1; });
  return whole;
}

/* Which of the seven words of a corner fits a share of 0..100. */
export function zone(share) {
  if (share <= 0) return 0;
  if (share <= 20) return 1;
  if (share <= 45) return 2;
  if (share < 60) return 3;
  if (share <= 80) return 4;
  return share < 100 ? 5 : 6;
}

/* The next stop of a slider with steps of 5, counted from the nearest stop; the answer is 0..1. */
export function stepped(value, steps) {
  return clamp((Math.round(value * 20) + steps) / 20);
}

/* Push marks apart that would cover each other; only for drawing, the places themselves stay. */
export function spread(points, gap) {
  const moved = points.map((point) => [...point]);
  for (let round = 0; round < 12; round += 1) {
    for (let a = 0; a < moved.length; a += 1) {
      for (let b = a + 1; b < moved.length; b += 1) {
        const apart = distance(moved[a], moved[b]);
        if (apart >= gap) continue;
        const angle = apart > 1e-9 ? Math.atan2(moved[b][1] - moved[a][1], moved[b][0] - moved[a][0]) : a + b;
        const push = (gap - apart) / 2;
        moved[a] = [moved[a][0] - push * Math.cos(angle), moved[a][1] - push * Math.sin(angle)];
        moved[b] = [moved[b][0] + push * Math.cos(angle), moved[b][1] + push * Math.sin(angle)];
      }
    }
  }
  return moved;
}
