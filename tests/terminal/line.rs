//! The line between a program and its terminal: it can be slow, and it can be cut.

use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How the line is now.
#[derive(Default)]
pub struct Line {
    /// Bytes that it carries in a second; any number if 0.
    pub speed: AtomicUsize,
    /// Whether it has been cut.
    pub cut: AtomicBool,
}

impl Line {
    /// Carries what a program writes, with the time at which it came, until the line is cut or the
    /// program has ended.
    pub fn carry(&self, mut from: impl Read, to: &Sender<(Instant, Vec<u8>)>) {
        const STEPS: usize = 20;
        let mut buffer = vec![0; 65_536];
        loop {
            let speed = self.speed.load(Ordering::Relaxed);
            let length = if speed == 0 {
                buffer.len()
            } else {
                sleep(Duration::from_secs(1) / STEPS as u32);
                (speed / STEPS).max(1)
            };
            let Ok(count @ 1..) = from.read(&mut buffer[..length]) else {
                return;
            };
            if self.cut.load(Ordering::Relaxed) {
                return;
            }
            let _ = to.send((Instant::now(), buffer[..count].to_vec()));
        }
    }
}
