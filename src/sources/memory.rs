//! Installed memory from visible memory.
//!
//! Measured over recorded machines: virtual machines see 1 MB to 2 % less than they were given,
//! physical machines 0.4 to 5 % less than is fitted, with shared graphics up to 26 %.

use crate::quantity::{Quantity, Span};
use crate::units::Bytes;

const MIB: u64 = 1 << 20;

/// What can be fitted in a machine whose operating system sees `visible`.
pub fn installed(visible: Bytes, hypervisor: bool) -> Span {
    let Bytes(visible) = visible;
    let next = nominal_from(visible);
    let slack = MIB.saturating_add(visible / 20);
    let low = if next - visible <= slack { next } else { visible };
    let high = if hypervisor {
        next
    } else if visible < 256 * MIB {
        next.saturating_add(8 * MIB)
    } else {
        // A share of at most 26 % of what is fitted, and at most 4 GiB.
        let share = (u128::from(next) * 100 / 74).min(u128::from(next) + (4 << 30));
        u64::try_from(share).unwrap_or(u64::MAX)
    };
    let size = |bytes| Quantity::Size(Bytes(bytes));
    Span::new(size(low), size(high)).unwrap_or(Span::at_least(size(low)))
}

/// The smallest nominal size that is not below: one to four modules of at most two sizes, each a
/// power of two from 256 KiB.
fn nominal_from(visible: u64) -> u64 {
    let modules = || (18..60).map(|power| 1u64 << power);
    let mut best = u64::MAX;
    for large in modules() {
        for small in modules().take_while(|small| *small <= large) {
            for (many, few) in
                [(1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)]
            {
                let size = many * large + few * small;
                if size >= visible && size < best {
                    best = size;
                }
            }
        }
    }
    best.max(visible)
}
