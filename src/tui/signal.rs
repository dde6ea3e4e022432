//! Signals: what ends the program from outside, and what stops it for a while.
//!
//! A signal that would end the program is turned into news for the loop, so that the terminal is
//! given back first. Stopping is asked for by a key, because in raw mode the terminal sends none.

/// A signal that the loop hears of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// The program is to end; the number is the signal's.
    End(i32),
    /// The program was stopped and goes on.
    Continued,
}

impl Signal {
    /// Whether it comes from a key of the terminal, such as Ctrl-C.
    pub(super) fn is_typed(self) -> bool {
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGINT, SIGQUIT};
            matches!(self, Self::End(SIGINT | SIGQUIT))
        }
        #[cfg(not(unix))]
        false
    }
}

/// Listens on a thread of its own, for as long as `tell` says that somebody hears.
#[cfg(unix)]
pub(super) fn listen(tell: impl Fn(Signal) -> bool + Send + 'static) -> std::io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let heard = match signal {
                SIGCONT => tell(Signal::Continued),
                end => tell(Signal::End(end)),
            };
            if !heard {
                return;
            }
        }
    });
    Ok(())
}

/// Elsewhere the console ends programs by itself.
#[cfg(not(unix))]
pub(super) fn listen(_tell: impl Fn(Signal) -> bool + Send + 'static) -> std::io::Result<()> {
    Ok(())
}

/// Stops this process, as Ctrl-Z does for others; returns when it goes on.
#[cfg(unix)]
pub(super) fn stop() -> std::io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)
}

/// There is no stopping here.
#[cfg(not(unix))]
pub(super) fn stop() -> std::io::Result<()> {
    Ok(())
}
