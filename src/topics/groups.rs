//! Groups of a graph, without being told how many.
//!
//! Takes a graph. Gives the group of each node: the division that is the most surprising beside a random graph
//! (asymptotical surprise: Traag, Aldecoa and Delvenne 2015), climbed as Louvain does (Blondel and others 2008). Unlike modularity it does
//! not melt small groups together in a large graph. Never draws a random number: nodes are taken in their own order.

use crate::topics::graph::Graph;
use std::collections::VecDeque;

/// Times that single nodes may move again after groups were joined.
const ROUNDS: usize = 6;
/// A move has to bring at least so much.
const LEAST: f64 = 1e-12;

/// The group of each node, numbered from 0 without gaps in order of first appearance, and how many there are.
pub(super) fn groups(graph: &Graph) -> (Vec<u32>, usize) {
    let mut of: Vec<u32> = (0..graph.len() as u32).collect();
    let mut count = graph.len();
    for _ in 0..ROUNDS {
        let mut division = Division::new(graph, of.clone());
        let moved = division.settle();
        (of, count) = numbered(&division.of);
        let joined = join(graph, &mut of, &mut count);
        if !moved && !joined {
            break;
        }
    }
    (of, count)
}

/// Folds groups into nodes and moves those, until nothing moves.
fn join(graph: &Graph, of: &mut [u32], count: &mut usize) -> bool {
    let mut joined = false;
    loop {
        let folded = graph.folded(of, *count);
        let mut division = Division::new(&folded, (0..*count as u32).collect());
        if !division.settle() {
            return joined;
        }
        joined = true;
        let (above, left) = numbered(&division.of);
        for group in of.iter_mut() {
            *group = above[*group as usize];
        }
        *count = left;
    }
}

/// Groups renumbered in order of first appearance.
fn numbered(of: &[u32]) -> (Vec<u32>, usize) {
    let mut names = vec![u32::MAX; of.len()];
    let mut next = 0;
    let all = of
        .iter()
        .map(|g| {
            let name = &mut names[*g as usize];
            if *name == u32::MAX {
                *name = next;
                next += 1;
            }
            *name
        })
        .collect();
    (all, next as usize)
}

/// A division of the nodes and what its surprise is made of.
struct Division<'a> {
    graph: &'a Graph,
    of: Vec<u32>,
    sizes: Vec<f64>,
    /// Numbers of groups that nobody is in.
    free: Vec<u32>,
    weight: f64,
    pairs: f64,
    inner_weight: f64,
    inner_pairs: f64,
    /// Weight from the node at hand to each group, and the groups touched.
    to: Vec<f64>,
    touched: Vec<u32>,
}

fn pairs(size: f64) -> f64 {
    size * (size - 1.0) / 2.0
}

impl<'a> Division<'a> {
    fn new(graph: &'a Graph, of: Vec<u32>) -> Self {
        let nodes = graph.len();
        let mut sizes = vec![0.0; nodes];
        let mut inner_weight = 0.0;
        for (node, group) in of.iter().enumerate() {
            sizes[*group as usize] += graph.size(node);
            let within = graph.around(node).filter(|n| of[n.0 as usize] == *group);
            inner_weight += graph.inner(node) + within.map(|n| n.1).sum::<f64>() / 2.0;
        }
        let all: f64 = sizes.iter().sum();
        Self {
            graph,
            free: (0..nodes as u32)
                .rev()
                .filter(|g| sizes[*g as usize] == 0.0)
                .collect(),
            weight: graph.weight(),
            pairs: pairs(all),
            inner_weight,
            inner_pairs: sizes.iter().map(|s| pairs(*s)).sum(),
            sizes,
            of,
            to: vec![0.0; nodes],
            touched: Vec::new(),
        }
    }

    /// Moves nodes to where they raise the surprise, until none does; whether any moved.
    fn settle(&mut self) -> bool {
        let mut queue: VecDeque<u32> = (0..self.of.len() as u32).collect();
        let mut waits = vec![true; self.of.len()];
        let mut moved = false;
        // Each move raises the surprise, so this ends; the limit only guards against rounding.
        let mut left = self.of.len() * 50;
        while let Some(node) = queue.pop_front().filter(|_| left > 0) {
            left -= 1;
            waits[node as usize] = false;
            if !self.place(node as usize) {
                continue;
            }
            moved = true;
            let group = self.of[node as usize];
            for (other, _) in self.graph.around(node as usize) {
                if self.of[other as usize] != group && !waits[other as usize] {
                    waits[other as usize] = true;
                    queue.push_back(other);
                }
            }
        }
        moved
    }

    /// Puts a node into the best group around it; whether that is another one.
    fn place(&mut self, node: usize) -> bool {
        let (own, size) = (self.of[node], self.graph.size(node));
        for (other, weight) in self.graph.around(node) {
            let group = self.of[other as usize];
            if self.to[group as usize] == 0.0 {
                self.touched.push(group);
            }
            self.to[group as usize] += weight;
        }
        // As if the node stood alone.
        let rest = self.sizes[own as usize] - size;
        let weight = self.inner_weight - self.to[own as usize];
        let inner = self.inner_pairs - rest * size;
        let stay = self.surprise(self.inner_weight, self.inner_pairs);
        let mut best = (stay + LEAST, own);
        for group in self.touched.iter().filter(|g| **g != own) {
            let with = inner + self.sizes[*group as usize] * size;
            let value = self.surprise(weight + self.to[*group as usize], with);
            if value > best.0 {
                best = (value, *group);
            }
        }
        if rest > 0.0 && self.surprise(weight, inner) > best.0 {
            best.1 = self.free.last().copied().unwrap_or(own);
        }
        let to = best.1;
        if to != own {
            self.inner_weight = weight + self.to[to as usize];
            self.inner_pairs = inner + self.sizes[to as usize] * size;
            self.shift(node, to);
        }
        self.touched
            .drain(..)
            .for_each(|g| self.to[g as usize] = 0.0);
        to != own
    }

    fn shift(&mut self, node: usize, to: u32) {
        let (own, size) = (self.of[node], self.graph.size(node));
        if self.free.last() == Some(&to) {
            self.free.pop();
        }
        self.sizes[own as usize] -= size;
        self.sizes[to as usize] += size;
        if self.sizes[own as usize] == 0.0 {
            self.free.push(own);
        }
        self.of[node] = to;
    }

    /// Kullback-Leibler divergence of the share of weight inside groups from the share of pairs inside groups.
    fn surprise(&self, inner_weight: f64, inner_pairs: f64) -> f64 {
        let q = (inner_weight / self.weight).clamp(0.0, 1.0);
        let p = (inner_pairs / self.pairs).clamp(0.0, 1.0);
        let part = |q: f64, p: f64| {
            if q > 0.0 {
                q * (q / p.max(1e-300)).ln()
            } else {
                0.0
            }
        };
        if q < p {
            -part(q, p) - part(1.0 - q, 1.0 - p)
        } else {
            part(q, p) + part(1.0 - q, 1.0 - p)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::groups;
    use crate::topics::graph::Graph;

    /// Rings of full groups of `size`, each joined to the next by one edge.
    fn rings(count: u32, size: u32) -> Graph {
        let mut edges = Vec::new();
        for group in 0..count {
            let first = group * size;
            for a in first..first + size {
                edges.extend((a + 1..first + size).map(|b| (a, b, 1.0)));
            }
            let next = (first + size) % (count * size);
            edges.push((first.min(next), first.max(next), 1.0));
        }
        edges.sort_unstable_by_key(|e| (e.0, e.1));
        Graph::new((count * size) as usize, &edges)
    }

    #[test]
    fn small_groups_of_a_large_graph_stay_apart() {
        for (count, size) in [(5, 6), (200, 5)] {
            let (of, found) = groups(&rings(count, size));
            assert_eq!(found, count as usize);
            assert!((0..of.len()).all(|i| of[i] == i as u32 / size));
        }
    }

    #[test]
    fn nodes_without_edges_stand_alone() {
        assert_eq!(groups(&Graph::new(3, &[])), (vec![0, 1, 2], 3));
        assert_eq!(groups(&Graph::new(0, &[])), (vec![], 0));
        assert_eq!(groups(&Graph::new(3, &[(0, 1, 1.0)])), (vec![0, 0, 1], 2));
    }
}
