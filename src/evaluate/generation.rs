//! Judging what a processor was sold as: a marketing generation against required ones.

use crate::cpu::{Candidates, Generation, Generations};
use crate::quantity::Marketed;
use crate::verdict::Verdict;

/// Whether a processor was sold as one of `bounds`, or as a later one of its line.
///
/// A generation is held against the bounds of its own line; where there are none, nothing follows.
/// A processor without a known generation fails only by silicon from before any that would do.
pub fn sold_as(found: &Marketed, bounds: Generations) -> Verdict {
    let every = |set: Generations, verdict| {
        !set.is_empty() && set.iter().all(|one| of_one(one, bounds) == verdict)
    };
    let too_old = || found.likely.is_empty() && too_old(found.silicon, bounds);
    if every(found.likely, Verdict::Pass) {
        Verdict::Pass
    } else if !found.likely.is_empty() && every(found.certain, Verdict::Fail) || too_old() {
        Verdict::Fail
    } else {
        Verdict::Unknown
    }
}

fn of_one(found: Generation, bounds: Generations) -> Verdict {
    let own: Vec<Generation> = bounds.iter().filter(|b| b.line() == found.line()).collect();
    if own.iter().any(|bound| found.reaches(*bound)) {
        Verdict::Pass
    } else if !own.is_empty() && own.iter().all(|bound| bound.reaches(found)) {
        Verdict::Fail
    } else {
        Verdict::Unknown
    }
}

/// Silicon that is none of what was sold under the generations that would do, and older than all
/// that was sold under some of them: it is of their descent, and was there before.
fn too_old(silicon: Candidates, bounds: Generations) -> bool {
    let sold = |bound: Generation| bound.and_later().classes();
    !silicon.is_empty()
        && silicon.iter().all(|class| {
            bounds.iter().any(|bound| sold(bound).iter().all(|later| class < later))
                && bounds.iter().all(|bound| !sold(bound).contains(class))
        })
}
