//! The mock as the tests of a program use it.

mod faults;
mod kinds;
mod recordings;
mod scripts;
mod several;
mod support;
mod surroundings;
