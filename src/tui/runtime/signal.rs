//! Signals: what ends the program from outside, and what stops it for a while.
//!
//! A signal that would end the program is turned into news for the loop, so that the terminal is
//! given back first. Stopping is asked for by a key, because in raw mode the terminal sends none.
//! A terminal that goes away counts as a hang-up, whether the signal comes or not: it goes to the
//! first program in the terminal only, which may keep it to itself, and nobody else would hear.

#[cfg(unix)]
use std::sync::atomic::{AtomicU32, Ordering};

/// A signal that the loop hears of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// The program is to end; the number is the signal's.
    End(i32),
    /// The program was stopped and goes on.
    Continued,
    /// The window has another size.
    Resized,
}

/// How often the program has gone on after a stop.
#[cfg(unix)]
static CONTINUED: AtomicU32 = AtomicU32::new(0);

/// The number of the signal that says that the terminal is gone.
pub(super) const HANG_UP: i32 = 1;

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

/// Signals that end the program no more, from the moment at which they are taken. They wait until
/// somebody is told.
pub(super) struct Signals {
    #[cfg(unix)]
    coming: signal_hook::iterator::Signals,
}

impl Signals {
    /// Takes them.
    ///
    /// # Errors
    /// Where the system does not leave them to the program.
    #[cfg(unix)]
    pub(super) fn take() -> std::io::Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGWINCH, SIGXFSZ};
        let ours = [SIGCONT, SIGWINCH, SIGXFSZ];
        let coming = signal_hook::iterator::Signals::new(ours.into_iter().chain(ends()))?;
        Ok(Self { coming })
    }

    /// Tells them, from threads of its own, for as long as `tell` says that somebody hears.
    #[cfg(unix)]
    pub(super) fn tell(mut self, tell: impl Fn(Signal) -> bool + Clone + Send + 'static) {
        let gone = tell.clone();
        std::thread::spawn(move || {
            for signal in self.coming.forever() {
                let heard = match signal {
                    signal_hook::consts::SIGCONT => {
                        CONTINUED.fetch_add(1, Ordering::SeqCst);
                        tell(Signal::Continued)
                    }
                    signal_hook::consts::SIGWINCH => tell(Signal::Resized),
                    // A file has become too long for the system: whoever writes it hears of that.
                    signal_hook::consts::SIGXFSZ => true,
                    end => tell(Signal::End(end)),
                };
                if !heard {
                    return;
                }
            }
        });
        std::thread::spawn(move || {
            if is_hung_up() {
                gone(Signal::End(HANG_UP));
            }
        });
    }

    /// Elsewhere the console ends programs by itself.
    #[cfg(not(unix))]
    pub(super) fn take() -> std::io::Result<Self> {
        Ok(Self {})
    }

    /// There is nothing to tell.
    #[cfg(not(unix))]
    pub(super) fn tell(self, _tell: impl Fn(Signal) -> bool + Clone + Send + 'static) {}
}

/// Every signal that ends a program which does not ask for it, and that can be asked for without
/// hiding a fault of the program itself.
#[cfg(unix)]
fn ends() -> impl Iterator<Item = i32> {
    use signal_hook::consts::{
        SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
    };
    let everywhere = [
        SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
    ];
    // Linux ends a program by SIGSTKFLT, SIGIO, SIGPWR and every signal for programs' own use too.
    #[cfg(target_os = "linux")]
    let here = [16, signal_hook::consts::SIGIO, 30]
        .into_iter()
        .chain(35..=64);
    #[cfg(not(target_os = "linux"))]
    let here = std::iter::empty();
    everywhere.into_iter().chain(here)
}

/// Waits, for as long as it takes, until the terminal that keys come from is gone. Says `false`
/// where a terminal cannot be waited for.
#[cfg(unix)]
fn is_hung_up() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    use std::fs::File;
    use std::io::{IsTerminal, stdin};
    use std::os::fd::AsFd;

    let input = stdin();
    let keys = if input.is_terminal() {
        input.as_fd().try_clone_to_owned()
    } else {
        File::open("/dev/tty").map(Into::into)
    };
    let Ok(keys) = keys else { return false };
    loop {
        // Nothing is asked for; the end is told unasked.
        let mut watched = [PollFd::new(&keys, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) => return watched[0].revents().contains(PollFlags::HUP),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Stops this program and all that runs with it in one command line, as Ctrl-Z does for others;
/// returns when it goes on, or at once where no shell waits for it.
#[cfg(unix)]
pub(super) fn stop() -> std::io::Result<()> {
    use rustix::process::{Signal, kill_current_process_group};
    let before = CONTINUED.load(Ordering::SeqCst);
    // Without the others of `recs-tui | tee quote.md` the shell would not take the terminal back.
    kill_current_process_group(Signal::TSTP)?;
    // It is open which thread the signal meets first, and so how far this one gets before all are
    // stopped; nothing must be done to the terminal before they go on. Where nothing was stopped
    // that never comes.
    for _ in 0..100 {
        if CONTINUED.load(Ordering::SeqCst) != before {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Ok(())
}

/// There is no stopping here.
#[cfg(not(unix))]
pub(super) fn stop() -> std::io::Result<()> {
    Ok(())
}
