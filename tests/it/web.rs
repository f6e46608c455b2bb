//! The pages: what they print, what the server refuses, and how they behave in a real browser.

mod api;
mod axe;
mod browser;
mod doors;
mod driver;
mod fixture;
mod guard;
mod http;
mod keeper;
mod print;
mod whole;
