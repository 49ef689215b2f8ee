#include "app/cli/cli.h"

int main(int argc, char** argv) { return tandem::app::cli::run(argc, argv); }
