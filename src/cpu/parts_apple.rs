//! The table of Apple's cores. Each chip has a number for each kind of its cores.
//!
//! Chips named M are classes of their own; the others have the level that compilers assume of
//! them. The cores of the A17 and later phones are left out: their numbers are not established.

use super::midr::{Part, core};

const fn c(part: u32, classes: &str, name: &'static str) -> Part {
    core(0x61, part, classes, name)
}

#[rustfmt::skip]
pub(super) const PARTS: &[Part] = &[
    c(0x001, "arm-v8.0a", "Apple A7 Cyclone"),
    c(0x002, "arm-v8.0a", "Apple A8 Typhoon"),
    c(0x003, "arm-v8.0a", "Apple A8X Typhoon"),
    c(0x004, "arm-v8.0a", "Apple A9 Twister"),
    c(0x005, "arm-v8.0a", "Apple A9X Twister"),
    c(0x006, "arm-v8.0a", "Apple A10 Hurricane"),
    c(0x007, "arm-v8.0a", "Apple A10X Hurricane"),
    c(0x008, "arm-v8.2a", "Apple A11 Monsoon"),
    c(0x009, "arm-v8.2a", "Apple A11 Mistral"),
    c(0x00b, "arm-v8.2a", "Apple A12 Vortex"),
    c(0x00c, "arm-v8.2a", "Apple A12 Tempest"),
    c(0x010, "arm-v8.2a", "Apple A12X Vortex"),
    c(0x011, "arm-v8.2a", "Apple A12X Tempest"),
    c(0x012, "arm-v8.4a", "Apple A13 Lightning"),
    c(0x013, "arm-v8.4a", "Apple A13 Thunder"),
    // ARMv8.5 but for one part of it, BTI.
    c(0x020, "arm-v8.4a", "Apple A14 Icestorm"),
    c(0x021, "arm-v8.4a", "Apple A14 Firestorm"),
    c(0x022, "apple-m1", "Apple M1 Icestorm"),
    c(0x023, "apple-m1", "Apple M1 Firestorm"),
    c(0x024, "apple-m1", "Apple M1 Pro Icestorm"),
    c(0x025, "apple-m1", "Apple M1 Pro Firestorm"),
    c(0x028, "apple-m1", "Apple M1 Max Icestorm"),
    c(0x029, "apple-m1", "Apple M1 Max Firestorm"),
    c(0x030, "arm-v8.5a", "Apple A15 Blizzard"),
    c(0x031, "arm-v8.5a", "Apple A15 Avalanche"),
    c(0x032, "apple-m2", "Apple M2 Blizzard"),
    c(0x033, "apple-m2", "Apple M2 Avalanche"),
    c(0x034, "apple-m2", "Apple M2 Pro Blizzard"),
    c(0x035, "apple-m2", "Apple M2 Pro Avalanche"),
    c(0x036, "arm-v8.5a", "Apple A16 Sawtooth"),
    c(0x037, "arm-v8.5a", "Apple A16 Everest"),
    c(0x038, "apple-m2", "Apple M2 Max Blizzard"),
    c(0x039, "apple-m2", "Apple M2 Max Avalanche"),
    c(0x042, "apple-m3", "Apple M3 Sawtooth"),
    c(0x043, "apple-m3", "Apple M3 Everest"),
    c(0x044, "apple-m3", "Apple M3 Pro Sawtooth"),
    c(0x045, "apple-m3", "Apple M3 Pro Everest"),
    c(0x048, "apple-m3", "Apple M3 Max Sawtooth"),
    c(0x049, "apple-m3", "Apple M3 Max Everest"),
    c(0x052, "apple-m4", "Apple M4 efficiency core"),
    c(0x053, "apple-m4", "Apple M4 performance core"),
    c(0x054, "apple-m4", "Apple M4 Pro efficiency core"),
    c(0x055, "apple-m4", "Apple M4 Pro performance core"),
    c(0x058, "apple-m4", "Apple M4 Max efficiency core"),
    c(0x059, "apple-m4", "Apple M4 Max performance core"),
    c(0x062, "apple-m5", "Apple M5 efficiency core"),
    c(0x063, "apple-m5", "Apple M5 performance core"),
    c(0x064, "apple-m5", "Apple M5 Pro"),
    c(0x065, "apple-m5", "Apple M5 Pro"),
    c(0x068, "apple-m5", "Apple M5 Max"),
    c(0x069, "apple-m5", "Apple M5 Max"),
];
