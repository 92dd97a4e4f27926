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

/// What an operating system can see of what is `fitted`.
pub fn visible(fitted: Bytes, hypervisor: bool) -> Span {
    let Bytes(fitted) = fitted;
    let part = |percent: u64| u64::try_from(u128::from(fitted) * u128::from(percent) / 100);
    let least = match hypervisor {
        true => part(98).unwrap_or(fitted).min(fitted.saturating_sub(MIB)),
        false if fitted <= 256 * MIB => part(95).unwrap_or(fitted).saturating_sub(8 * MIB),
        // A share of at most 26 % of what is fitted, and at most 4 GiB beside 5 %.
        false => {
            let shared = part(74).unwrap_or(fitted);
            shared.max(part(95).unwrap_or(fitted).saturating_sub(4 << 30))
        }
    };
    let size = |bytes| Quantity::Size(Bytes(bytes));
    Span::new(size(least), size(fitted)).unwrap_or(Span::at_least(size(least)))
}

/// How many modules of the larger size and of the smaller one make a nominal size.
const MODULES: [(u64, u64); 10] =
    [(1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)];

/// The powers of two that modules are.
const POWERS: std::ops::Range<u32> = 18..60;

/// The smallest nominal size that is not below: one to four modules of at most two sizes, each a
/// power of two from 256 KiB.
fn nominal_from(visible: u64) -> u64 {
    let least = 1 << POWERS.start;
    let mut best = u64::MAX;
    // Four modules of which the larger is smaller than a quarter are not enough, and one that is
    // larger than all that is seen is too much.
    let quarter = (visible / 4).checked_ilog2().unwrap_or(0);
    for large in (quarter.clamp(POWERS.start, POWERS.end)..POWERS.end).map(|power| 1u64 << power) {
        if large > best {
            break;
        }
        for (many, few) in MODULES {
            let small = match (visible.saturating_sub(many * large), few) {
                (0, _) => least,
                (_, 0) => continue,
                (rest, few) => match rest.div_ceil(few).checked_next_power_of_two() {
                    Some(small) => small.max(least),
                    None => continue,
                },
            };
            if small <= large {
                best = best.min(many * large + few * small);
            }
        }
    }
    best.max(visible)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By trying all that there are.
    fn tried(visible: u64) -> u64 {
        let modules = || POWERS.map(|power| 1u64 << power);
        let all = modules().flat_map(|large| {
            let small = modules().filter(move |small| *small <= large);
            small.flat_map(move |small| MODULES.map(|(many, few)| many * large + few * small))
        });
        all.filter(|size| *size >= visible).min().unwrap_or(u64::MAX)
    }

    proptest! {
        #[test]
        fn the_nearest_nominal_size_is_found(bytes in any::<u64>(), shift in 0u32..60) {
            let visible = bytes >> shift;
            for visible in [visible, (1 << visible.max(1).ilog2()) + 1] {
                prop_assert_eq!(nominal_from(visible), tried(visible));
            }
        }
    }
}
