//! The writer: a thread that writes to the terminal, so that nothing else ever waits for one.
//!
//! A terminal behind a slow network takes few bytes a second, and one that hangs takes none. Whoever
//! writes to it waits; so that is done here, and the loop goes on answering keys and
//! signals. It hears when a frame has been taken, and draws the next one only then: frames are
//! dropped, never queued. All that reaches the terminal passes through here in one order, the
//! giving back too, and after that nothing is written until the terminal is taken again.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes that are written at once; between two pieces the writer looks whether to hurry.
const PIECE: usize = 2_048;

/// How long a terminal has to take what must be whole, once it is to be given back.
const WHOLE: Duration = Duration::from_millis(1_200);

/// How long a person waits for a terminal to be given back. One that takes nothing for so long
/// cannot be told anything.
const GRACE: Duration = Duration::from_secs(2);

/// Ends whatever sequence a terminal is in the middle of.
const CANCEL: &[u8] = b"\x18";

/// The way to the writing thread, which ends when the last of these is gone.
#[derive(Clone)]
pub(super) struct Writer {
    orders: Sender<Order>,
    hurry: Arc<AtomicBool>,
    /// Whether the terminal is not to be taken any more.
    over: Arc<AtomicBool>,
}

enum Order {
    /// A frame. It may be left unfinished when the terminal is given back.
    Frame(Vec<u8>),
    /// What is of no use in part.
    Whole(Vec<u8>),
    /// Sets the terminal up, and ends the time in which it belongs to others.
    Take(Vec<u8>),
    /// Sets the terminal back, and tells when that is done.
    GiveBack(Vec<u8>, Sender<()>),
}

impl Writer {
    /// Starts the thread. `tell` hears of each frame that was taken, and of a terminal that cannot
    /// be written to any more.
    pub(super) fn start(device: File, tell: impl Fn(io::Result<()>) + Send + 'static) -> Self {
        let (orders, coming) = channel();
        let hurry = Arc::new(AtomicBool::new(false));
        let terminal = Terminal {
            device,
            hurry: hurry.clone(),
            torn: false,
        };
        let over = Arc::new(AtomicBool::new(false));
        let ended = over.clone();
        thread::spawn(move || write_on(terminal, &coming, &ended, &tell));
        Self {
            orders,
            hurry,
            over,
        }
    }

    /// Writes a frame, unless the terminal belongs to others.
    pub(super) fn frame(&self, bytes: Vec<u8>) {
        self.order(Order::Frame(bytes));
    }

    /// Writes a sequence that is of no use in part, unless the terminal belongs to others.
    pub(super) fn whole(&self, bytes: Vec<u8>) {
        self.order(Order::Whole(bytes));
    }

    /// Takes the terminal: these bytes set it up.
    pub(super) fn take(&self, bytes: Vec<u8>) {
        self.hurry.store(false, Ordering::SeqCst);
        self.order(Order::Take(bytes));
    }

    /// Gives the terminal back by these bytes, if it is not given back already. Waits for it, but
    /// not for long.
    pub(super) fn give_back(&self, bytes: Vec<u8>) {
        self.hurry.store(true, Ordering::SeqCst);
        let (done, given) = channel();
        self.order(Order::GiveBack(bytes, done));
        // Too late, or the thread is gone: the kernel's settings are put back in any case.
        let _ = given.recv_timeout(GRACE);
    }

    /// The same, and nobody takes it again: what is said from now on must be read.
    pub(super) fn give_back_for_good(&self, bytes: Vec<u8>) {
        self.over.store(true, Ordering::SeqCst);
        self.give_back(bytes);
    }

    fn order(&self, order: Order) {
        // The thread ends only where the terminal is gone, of which it has told.
        let _ = self.orders.send(order);
    }
}

fn write_on(
    mut terminal: Terminal,
    orders: &Receiver<Order>,
    over: &AtomicBool,
    tell: &dyn Fn(io::Result<()>),
) {
    let mut lent = true;
    for order in orders {
        let written = match order {
            Order::Frame(_) | Order::Whole(_) if lent => Ok(()),
            Order::Frame(bytes) => {
                let written = terminal.write(&bytes, Duration::ZERO);
                if written.is_ok() {
                    tell(Ok(()));
                }
                written
            }
            Order::Whole(bytes) => terminal.write(&bytes, WHOLE),
            Order::Take(_) if over.load(Ordering::SeqCst) => Ok(()),
            Order::Take(bytes) => {
                lent = false;
                terminal.write(&bytes, GRACE)
            }
            Order::GiveBack(bytes, done) => {
                let written = if lent { Ok(()) } else { terminal.end(&bytes) };
                lent = true;
                // Whoever asked may have given up waiting.
                let _ = done.send(());
                written
            }
        };
        if let Err(error) = written {
            tell(Err(error));
            return;
        }
    }
}

/// The terminal, as something to write to.
struct Terminal {
    device: File,
    hurry: Arc<AtomicBool>,
    /// Whether something was left unfinished, perhaps within a sequence.
    torn: bool,
}

impl Terminal {
    /// Writes bytes. Once the writer is to hurry it goes on for this long, and leaves the rest.
    fn write(&mut self, bytes: &[u8], in_a_hurry: Duration) -> io::Result<()> {
        let mut hurried = None;
        for piece in bytes.chunks(PIECE) {
            if self.hurry.load(Ordering::SeqCst) {
                let since = *hurried.get_or_insert_with(Instant::now);
                if since.elapsed() >= in_a_hurry {
                    self.torn = true;
                    return Ok(());
                }
            }
            self.put(piece)?;
        }
        Ok(())
    }

    /// Writes the last bytes before the terminal belongs to others.
    fn end(&mut self, bytes: &[u8]) -> io::Result<()> {
        if std::mem::take(&mut self.torn) {
            self.put(CANCEL)?;
        }
        self.put(bytes)
    }

    fn put(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.device.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // Another program that shares the terminal has made it so.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    thread::sleep(Duration::from_millis(10));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
