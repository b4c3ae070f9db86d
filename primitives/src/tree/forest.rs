//! Batch update of many trees of the same shape: pages are loaded from the roots down and hashed from the leaves up.

use super::{
    page::{parents, Page, INNER},
    record::{load_page, page_key, Recorder, RootRecord},
    shape::{Shape, TreeId},
    NodeReader, TreeError,
};
use crate::{hash::compress4_many, BlockNumber, Fr};
use rayon::prelude::*;
use std::ops::{Range, RangeInclusive};

/// Inputs that one task hashes, at the least (fewer are not worth a second core) and at the most. Hashes run in lanes of
/// eight.
const HASHES_PER_TASK: RangeInclusive<usize> = 16..=256;

/// A tree of the forest and the leaves to be written, sorted by path and unique.
pub(super) struct Job {
    pub tree: TreeId,
    pub root: RootRecord,
    pub paths: Vec<u32>,
}

/// A loaded page on the way to some leaves.
struct Work {
    job: usize,
    path: u32,
    version: Option<BlockNumber>,
    /// In a place of its own, so that what moves is small.
    page: Box<Page>,
    /// The leaves below this page, an interval of the job's paths.
    leaves: Range<usize>,
    /// Index of the page above in its level, and the bottom node of it that this page hangs from.
    parent: usize,
    slot: usize,
    /// Bit map of the bottom nodes that changed.
    dirty: u16,
}

/// Where a page is to be loaded from.
struct Source {
    job: usize,
    path: u32,
    version: Option<BlockNumber>,
    root: Fr,
    leaves: Range<usize>,
    parent: usize,
    slot: usize,
}

/// All pages on the way to the leaves of all jobs.
pub(super) struct Forest {
    shape: &'static Shape,
    jobs: Vec<Job>,
    levels: Vec<Vec<Work>>,
}

impl Forest {
    /// Loads the pages on the way to every leaf.
    pub fn load(reader: &impl NodeReader, shape: &'static Shape, jobs: Vec<Job>) -> Result<Self, TreeError> {
        let mut sources: Vec<Source> = jobs
            .iter()
            .enumerate()
            .filter(|(_, job)| !job.paths.is_empty())
            .map(|(job, Job { root, paths, .. })| Source {
                job,
                path: 0,
                version: root.page,
                root: root.root.into(),
                leaves: 0..paths.len(),
                parent: 0,
                slot: 0,
            })
            .collect();
        let mut levels = Vec::with_capacity(shape.pages());
        for d in 0..shape.pages() {
            let level: Vec<Work> =
                sources.into_par_iter().map(|source| source.load(reader, &jobs, d)).collect::<Result<_, _>>()?;
            sources = match d + 1 < shape.pages() {
                true => level.iter().enumerate().flat_map(|(i, work)| work.children(&jobs, shape, d, i)).collect(),
                false => Vec::new(),
            };
            levels.push(level);
        }
        Ok(Self { shape, jobs, levels })
    }

    /// The version stored with each leaf, in order of job and path.
    pub fn leaf_versions(&self) -> Vec<Option<BlockNumber>> {
        let last = self.shape.pages() - 1;
        let versions = self.levels[last].iter().flat_map(|work| {
            let paths = &self.jobs[work.job].paths[work.leaves.clone()];
            paths.iter().map(|path| work.page.version(self.shape.slot(last, *path)))
        });
        versions.collect()
    }

    /// Writes the leaves, given in order of job and path, hashes everything above them and records the changed pages.
    /// Returns the new root of each job.
    pub fn update(mut self, leaves: &[Fr], version: BlockNumber, recorder: &mut Recorder) -> Vec<RootRecord> {
        self.set_leaves(leaves, version);
        for d in (0..self.shape.pages()).rev() {
            self.hash_level(d);
            self.hand_up(d, version);
            self.record_level(d, version, recorder);
        }
        let mut roots: Vec<RootRecord> = self.jobs.iter().map(|job| job.root).collect();
        for work in self.levels[0].iter().filter(|work| work.dirty != 0) {
            let page = (!work.page.is_empty()).then_some(version);
            roots[work.job] = RootRecord { root: work.page.root().into(), page };
        }
        roots
    }

    fn set_leaves(&mut self, leaves: &[Fr], version: BlockNumber) {
        let last = self.shape.pages() - 1;
        let mut leaves = leaves.iter();
        for work in &mut self.levels[last] {
            for (path, leaf) in self.jobs[work.job].paths[work.leaves.clone()].iter().zip(&mut leaves) {
                let slot = self.shape.slot(last, *path);
                if work.page.bottom(slot) != *leaf {
                    work.page.set_bottom(slot, *leaf, self.shape.defaults[0], version);
                    work.dirty |= 1 << slot;
                }
            }
        }
    }

    /// Hashes the inner nodes above the changed bottom nodes of all pages of a level: first those below the roots, then
    /// the roots, each kind in one batch.
    fn hash_level(&mut self, d: usize) {
        let works = &mut self.levels[d];
        hash_nodes(works, |work| parents(work.dirty) << 1);
        hash_nodes(works, |work| u16::from(work.dirty != 0));
    }

    /// Puts the roots of the changed pages of a level into the pages above.
    fn hand_up(&mut self, d: usize, version: BlockNumber) {
        let (above, below) = self.levels.split_at_mut(d);
        let Some(above) = above.last_mut() else { return };
        let default = self.shape.defaults[self.shape.below(d - 1)];
        for work in below[0].iter().filter(|work| work.dirty != 0) {
            let parent = &mut above[work.parent];
            parent.page.set_bottom(work.slot, work.page.root(), default, version);
            parent.dirty |= 1 << work.slot;
        }
    }

    fn record_level(&self, d: usize, version: BlockNumber, recorder: &mut Recorder) {
        for work in self.levels[d].iter().filter(|work| work.dirty != 0) {
            let tree = self.jobs[work.job].tree;
            if let Some(old) = work.version {
                recorder.retire(page_key(tree, d, work.path, old));
            }
            if !work.page.is_empty() {
                recorder.put(page_key(tree, d, work.path, version), work.page.encode());
            }
        }
    }
}

impl Source {
    fn load(self, reader: &impl NodeReader, jobs: &[Job], d: usize) -> Result<Work, TreeError> {
        let Self { job, path, version, root, leaves, parent, slot } = self;
        let page = Box::new(load_page(reader, jobs[job].tree, d, path, version, root)?);
        Ok(Work { job, path, version, page, leaves, parent, slot, dirty: 0 })
    }
}

impl Work {
    /// The pages below this one on the way to its leaves.
    fn children(&self, jobs: &[Job], shape: &Shape, d: usize, parent: usize) -> Vec<Source> {
        let paths = &jobs[self.job].paths;
        let mut children: Vec<Source> = Vec::new();
        for leaf in self.leaves.clone() {
            let path = shape.page_path(d + 1, paths[leaf]);
            match children.last_mut() {
                Some(child) if child.path == path => child.leaves.end = leaf + 1,
                _ => {
                    let slot = shape.slot(d, paths[leaf]);
                    children.push(Source {
                        job: self.job,
                        path,
                        version: self.page.version(slot),
                        root: self.page.bottom(slot),
                        leaves: leaf..leaf + 1,
                        parent,
                        slot,
                    });
                }
            }
        }
        children
    }
}

/// Hashes the inner nodes that `nodes` names by a bit map of their indices, at once for all pages: several in lockstep,
/// over all cores.
fn hash_nodes(works: &mut [Work], nodes: impl Fn(&Work) -> u16) {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (i, work) in works.iter().enumerate() {
        let map = nodes(work);
        places.extend((0..INNER).filter(|index| map >> index & 1 == 1).map(|index| (i, index)));
    }
    let inputs: Vec<[Fr; 4]> = places.iter().map(|(i, index)| works[*i].page.children(*index)).collect();
    let hashes = in_parallel(&inputs, compress4_many);
    for ((i, index), hash) in places.into_iter().zip(hashes) {
        works[i].page.set_inner(index, hash);
    }
}

/// `hash` of all inputs, over all cores.
pub(super) fn in_parallel<T: Sync>(inputs: &[T], hash: impl Fn(&[T]) -> Vec<Fr> + Sync) -> Vec<Fr> {
    let (least, most) = HASHES_PER_TASK.into_inner();
    let share = inputs.len().div_ceil(rayon::current_num_threads());
    if share <= least {
        return hash(inputs);
    }
    inputs.par_chunks(share.next_multiple_of(8).min(most)).flat_map_iter(&hash).collect()
}
