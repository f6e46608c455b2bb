//! The binary: hands the arguments to the command line and its exit code to the system. Nothing else belongs here.

fn main() -> std::process::ExitCode {
    countersign::cli::main()
}
